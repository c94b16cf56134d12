package dev.heel.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Trees;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Markers, canonical JSON and pointers, over any owners and trees. */
@Label("Identity, canonical JSON, pointers")
class IdentityProperties {
  private static final List<Identity> MARKERS =
      List.of(new Identity.Tags("/tags"), new Identity.Line("/text"));

  @Provide
  Arbitrary<Owner> owners() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'c').withChars("-").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> name =
        Arbitraries.oneOf(
            label, Arbitraries.strings().withCharRange('a', 'b').ofMinLength(180).ofMaxLength(253));
    return Combinators.combine(label, label, name).as(Owner::new);
  }

  @Provide
  Arbitrary<ObjectNode> bodies() {
    Arbitrary<JsonNode> tags =
        Arbitraries.of(
                "team:a", "heel_cluster:x", "heel_owner:y/z", "heel_ownerless", "HEEL owner : Y/z")
            .list()
            .ofMaxSize(4)
            .map(IdentityProperties::array);
    Arbitrary<String> text =
        Arbitraries.of(
            "",
            "words",
            "two\nlines",
            "words\n[heel] x/y/z",
            "[heel] x/y/z",
            "\n\n",
            "words\r\n[Heel]\u200b X/y/z \r\n\u2028[heel] a/b/c\n");
    return Combinators.combine(tags, text)
        .as(
            (t, s) -> {
              ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", s);
              return body.set("tags", t);
            });
  }

  private static JsonNode array(List<String> items) {
    var array = JsonNodeFactory.instance.arrayNode();
    items.forEach(array::add);
    return array;
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    return Trees.values(3);
  }

  @Property(tries = 500)
  @Label("a marker is found again, once, whatever marker was there before")
  void foundAgain(@ForAll("owners") Owner owner, @ForAll("bodies") ObjectNode body) {
    for (Identity identity : MARKERS) {
      ObjectNode marked = identity.mark(body.deepCopy(), owner);
      assertThat(identity.marker(marked)).contains(Identity.key(owner));
      assertThat(identity.mark(marked.deepCopy(), owner)).isEqualTo(marked);
    }
  }

  @Property(tries = 1000)
  @Label("two owners never have the same marker, long names included")
  void distinct(@ForAll("owners") Owner one, @ForAll("owners") Owner other) {
    Assume.that(!one.equals(other));
    assertThat(Identity.key(one)).isNotEqualTo(Identity.key(other));
  }

  @Property(tries = 500)
  @Label("names that differ only in their last letter, far beyond the limit, stay apart")
  void longNames(@ForAll("owners") Owner owner) {
    String stem = owner.name() + "x".repeat(253);
    String key = Identity.key(new Owner(owner.cluster(), owner.namespace(), stem + "a"));
    assertThat(key)
        .isNotEqualTo(Identity.key(new Owner(owner.cluster(), owner.namespace(), stem + "b")));
    assertThat(key.length() - owner.cluster().length() - 1).isLessThanOrEqualTo(Identity.LONGEST);
    assertThat(key).doesNotContain("@");
  }

  @Property(tries = 1000)
  @Label("the form in which Datadog keeps a tag is kept as it is")
  void forms(@ForAll String tag) {
    String kept = TagForm.of(tag);
    assertThat(TagForm.of(kept)).isEqualTo(kept);
    assertThat(kept.codePointCount(0, kept.length())).isLessThanOrEqualTo(TagForm.LONGEST);
  }

  @Property(tries = 500)
  @Label("a marker that Datadog rewrote, or a person wrote in capitals, is the same owner's")
  void keptByDatadog(@ForAll("owners") Owner owner, @ForAll("bodies") ObjectNode body) {
    Identity tags = new Identity.Tags("/tags");
    ObjectNode marked = tags.mark(body.deepCopy(), owner);
    List<String> sent = texts(marked.path("tags"));
    assertThat(sent).filteredOn(TagForm::isReserved).allMatch(tag -> TagForm.of(tag).equals(tag));
    for (UnaryOperator<String> way : List.<UnaryOperator<String>>of(TagForm::of, loud())) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      kept.set("tags", array(sent.stream().map(way).toList()));
      assertThat(tags.owners(kept)).containsExactly(Identity.key(owner));
    }
  }

  private static UnaryOperator<String> loud() {
    return tag -> tag.toUpperCase(Locale.ROOT);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Property(tries = 1000)
  @Label("equal hashes mean equal meaning, and the other way round")
  void hashes(@ForAll("trees") JsonNode a, @ForAll("trees") JsonNode b) {
    assertThat(Canonical.hash(a).equals(Canonical.hash(b))).isEqualTo(Canonical.equal(a, b));
    assertThat(Canonical.equal(a, Canonical.of(a))).isTrue();
    assertThat(Canonical.of(Canonical.of(a))).isEqualTo(Canonical.of(a));
  }

  @Property(tries = 500)
  @Label("every path of a tree leads to the leaf that it names")
  void paths(@ForAll("trees") JsonNode tree) {
    Assume.that(tree.isObject());
    for (String path : Canonical.paths(tree)) {
      JsonNode leaf = tree.at(path);
      assertThat(leaf.isMissingNode()).as(path).isFalse();
      assertThat(!leaf.isObject() || leaf.isEmpty()).as(path).isTrue();
      ObjectNode copy = tree.deepCopy();
      if (!path.isEmpty()) {
        Pointers.set(copy, path, JsonNodeFactory.instance.textNode("new"));
        assertThat(copy.at(path).asText()).isEqualTo("new");
        Pointers.set(copy, path, null);
        assertThat(copy.at(path).isMissingNode()).isTrue();
      }
    }
  }

  @Property(tries = 500)
  @Label("a pointer covers itself and what is below it, and no sibling whose name begins alike")
  void covers(@ForAll("trees") JsonNode tree) {
    Assume.that(tree.isObject() && !tree.isEmpty());
    for (String path : Canonical.paths(tree)) {
      assertThat(Pointers.covers(path, path)).isTrue();
      assertThat(Pointers.covers(path, path + "/below")).isTrue();
      assertThat(Pointers.covers(path + "x", path)).isFalse();
      assertThat(Pointers.covers(path, path + "x")).isFalse();
      assertThat(Pointers.matches(path, path + "/below")).isFalse();
    }
  }
}
