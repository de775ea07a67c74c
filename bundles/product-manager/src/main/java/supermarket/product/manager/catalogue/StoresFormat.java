package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.util.Map;
import supermarket.basket.api.catalogue.Stores;

/** Stores and price lists in a file. It is right or wrong as a whole. */
public final class StoresFormat implements SideFormat<Stores> {

  @Override
  public String name() {
    return "stores";
  }

  @Override
  public Stores none() {
    return Stores.NONE;
  }

  @Override
  public boolean isDelivered(Stores stores) {
    return stores.equals(none());
  }

  @Override
  public int count(Stores stores) {
    return stores.byId().size();
  }

  @Override
  public Stores of(Agreed agreed) {
    return agreed.stores();
  }

  @Override
  public SideText<Stores> read(byte[] content) throws IOException {
    return new SideText<>(ContentId.of(content), StoresReader.read(content));
  }

  @Override
  public byte[] write(Stores stores) throws IOException {
    return StoresWriter.write(stores);
  }

  @Override
  public Stores merged(Stores here, Stores before, Stores after) {
    return here.merged(before, after);
  }

  @Override
  public Stores inLine(Stores line, Stores written, Map<String, String> faults, Stores agreed) {
    return written.equals(agreed) ? agreed : line;
  }

  @Override
  public Stores without(Stores written, Map<String, String> faults, Stores other) {
    return written;
  }
}
