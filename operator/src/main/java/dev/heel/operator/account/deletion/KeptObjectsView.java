package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.AccountStatus.Kept;
import java.util.Comparator;
import java.util.List;

/** What a status shows of what is kept. Pure. */
final class KeptObjectsView {
  private static final int SHOWN = 100;

  private KeptObjectsView() {}

  /**
   * @param reason for people
   * @return null if nothing is kept
   */
  static Kept of(List<KeptObject> all, String reason) {
    if (all.isEmpty()) {
      return null;
    }
    List<KeptObject> first =
        all.stream()
            .sorted(
                Comparator.comparing(KeptObject::until)
                    .thenComparing(KeptObject::kind)
                    .thenComparing(KeptObject::namespace)
                    .thenComparing(KeptObject::name))
            .limit(SHOWN)
            .toList();
    return new Kept(
        all.size(),
        reason,
        first.get(0).until(),
        first.stream().map(KeptObjectsView::shown).toList());
  }

  private static AccountStatus.KeptObject shown(KeptObject kept) {
    return new AccountStatus.KeptObject(
        kept.kind(), kept.namespace() + "/" + kept.name(), kept.id(), kept.until());
  }
}
