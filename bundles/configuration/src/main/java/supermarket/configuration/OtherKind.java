package supermarket.configuration;

import java.util.Map;

/** A configuration for somebody else's bundle: it is handed on, nothing is known of it. */
record OtherKind() implements Kind {

  @Override
  public boolean isOwn() {
    return false;
  }

  @Override
  public boolean hasOtherPlaceholders() {
    return true;
  }

  @Override
  public Judged judge(KeyValues file) {
    return new Judged(Map.copyOf(file.values()), file.remarks());
  }
}
