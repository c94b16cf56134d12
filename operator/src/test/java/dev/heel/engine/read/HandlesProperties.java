package dev.heel.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.engine.read.Handles.Handle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

/** Handles stand in the message where they say, whatever the text. */
class HandlesProperties {
  @Property
  void placesAreRight(
      @ForAll @Chars({'@', 'a', '-', '.', ' ', '{', '}', '#', '$', '(', ')', ','}) String text) {
    for (Handle handle : Handles.in(text)) {
      assertThat(text.substring(handle.offset(), handle.offset() + handle.length()))
          .isEqualTo("@" + handle.text());
      assertThat(text.substring(handle.offset() + handle.length())).startsWith(handle.tail());
    }
  }
}
