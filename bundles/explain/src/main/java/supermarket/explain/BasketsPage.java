package supermarket.explain;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.BasketRecords;
import supermarket.basket.api.operation.RecordedBasket;

/**
 * {@code GET /api/baskets/{request id}}, and {@code GET /api/baskets/} for those that failed last.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = HttpPage.PATH + "=" + BasketsPage.PATH)
public final class BasketsPage implements HttpPage {

  static final String PATH = "/api/baskets/";

  /** So many that failed are told. */
  private static final int FAILED = 100;

  private final BasketRecords records;

  /** Called by Declarative Services. */
  @Activate
  public BasketsPage(@Reference BasketRecords records) {
    this.records = records;
  }

  @Override
  public HttpReply answer(HttpRequest request) throws InterruptedException {
    if (!request.method().equals("GET")) {
      return new HttpReply(
          405, HttpReply.TEXT, Map.of("Allow", "GET, HEAD"), out -> out.write('\n'));
    }
    String id = request.path().substring(PATH.length());
    if (id.isEmpty()) {
      return HttpReply.of(200, HttpReply.JSON, BasketJson.list(records.failed(FAILED)));
    }
    List<RecordedBasket> found = records.find(id);
    if (found.isEmpty()) {
      return HttpReply.of(404, HttpReply.JSON, BasketJson.none(id));
    }
    return HttpReply.of(
        200, HttpReply.JSON, BasketJson.whole(found, records.rules(found.getFirst())));
  }
}
