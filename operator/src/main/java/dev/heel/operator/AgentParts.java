package dev.heel.operator;

import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.cluster.NamedObjects;
import dev.heel.operator.cluster.Secrets;
import dev.heel.operator.wake.AgentWakers;
import dev.heel.operator.wake.Referrers;

/** What passes over Agents and checks share with those over resources of the API. */
record AgentParts(
    AgentWakers wakers,
    AccountAccess access,
    NamedObjects named,
    Secrets secrets,
    Referrers referrers) {}
