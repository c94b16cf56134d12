"""run_check.py NAME CONF CHECKS_D RESULT: runs a check once for each instance, as the Agent would.

CONF is a check's file as JSON; RESULT is written as JSON: what each instance submitted. The package
datadog_checks.base has recording stand-ins for the Agent's own functions when no Agent is there.
"""

import importlib
import json
import sys
import traceback

NO_BASE = 3
NO_CHECK = 4

try:
    from datadog_checks.base import AgentCheck
    from datadog_checks.base.stubs import aggregator
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(NO_BASE)


def found(name):
    """The Agent looks among its own packages first, and at checks.d last."""
    for path in ("datadog_checks." + name, name):
        try:
            return importlib.import_module(path)
        except ModuleNotFoundError as error:
            if error.name not in (path, "datadog_checks"):
                raise
    return None


def leaf(module):
    """The first class by name that extends AgentCheck and that nothing extends."""
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if isinstance(value, type) and issubclass(value, AgentCheck) and value is not AgentCheck:
            if not value.__subclasses__():
                return value
    return None


def submitted():
    kinds = {number: kind for kind, number in aggregator.METRIC_ENUM_MAP.items()}
    return {
        "metrics": [
            {"metric": m.name, "type": kinds[m.type], "value": m.value, "tags": sorted(m.tags or [])}
            for name in aggregator.metric_names
            for m in aggregator.metrics(name)
        ],
        "serviceChecks": [
            {"check": s.name, "status": s.status, "tags": sorted(s.tags or []), "message": s.message}
            for name in aggregator.service_check_names
            for s in aggregator.service_checks(name)
        ],
        "events": [str(e.get("msg_title", "")) for e in aggregator.events],
    }


def run(check_class, name, init_config, instance):
    aggregator.reset()
    try:
        check = check_class(name=name, init_config=init_config, instances=(instance,))
        answer = check.run()
        problem = json.loads(answer)[0] if answer else None
        warnings = check.get_warnings()
    except Exception as error:
        problem = {"message": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}
        warnings = []
    return dict(submitted(), warnings=[str(w) for w in warnings], error=problem)


def main(name, conf_file, checks_d, result_file):
    sys.path.append(checks_d)
    with open(conf_file, encoding="utf-8") as file:
        conf = json.load(file)
    module = found(name)
    check_class = leaf(module) if module else None
    if check_class is None:
        print("no module" if module is None else "no class", file=sys.stderr)
        return NO_CHECK
    init_config = conf.get("init_config") or {}
    runs = [run(check_class, name, init_config, each) for each in conf.get("instances") or []]
    with open(result_file, "w", encoding="utf-8") as file:
        json.dump(runs, file)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
