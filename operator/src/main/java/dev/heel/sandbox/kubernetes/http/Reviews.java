package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Target;
import java.util.List;

/** SelfSubject reviews: there is no access control here, so everything is allowed. */
final class Reviews {
  private Reviews() {}

  static void answer(Call call, Target target) {
    ObjectNode review = call.object();
    review.put("kind", target.type().kind()).put("apiVersion", target.type().apiVersion());
    Trees.child(review, "metadata").putNull("creationTimestamp");
    ObjectNode status = review.putObject("status");
    if (target.type().kind().equals("SelfSubjectAccessReview")) {
      status.put("allowed", true).put("reason", "the sandbox has no access control");
    } else {
      ObjectNode resources = status.putArray("resourceRules").addObject();
      List.of("verbs", "apiGroups", "resources").forEach(n -> resources.putArray(n).add("*"));
      ObjectNode others = status.putArray("nonResourceRules").addObject();
      List.of("verbs", "nonResourceURLs").forEach(name -> others.putArray(name).add("*"));
      status.put("incomplete", false);
    }
    call.answer(201, review);
  }
}
