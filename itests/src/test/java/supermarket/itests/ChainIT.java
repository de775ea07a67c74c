package supermarket.itests;

import java.io.IOException;
import java.nio.file.Path;

/** A chain whose nodes share a folder. */
class ChainIT extends ChainContract {

  @Override
  Cluster startCluster(Path folder) throws IOException {
    return Cluster.start(folder, SIZE);
  }
}
