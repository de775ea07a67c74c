package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.promotion.PromotionCode;

class OpenApiTest {

  private final JsonNode api;

  OpenApiTest() throws IOException {
    try (InputStream in = Router.class.getResourceAsStream("openapi.json")) {
      api = new ObjectMapper().readTree(in);
    }
  }

  @Test
  void listsEveryProblemUnderItsStatus() {
    Map<String, Set<String>> described = new HashMap<>();
    for (JsonNode path : api.get("paths")) {
      for (JsonNode operation : path) {
        operation
            .get("responses")
            .properties()
            .forEach(
                response ->
                    described
                        .computeIfAbsent(response.getKey(), status -> new TreeSet<>())
                        .addAll(words(resolved(response.getValue()))));
      }
    }
    described.remove("200");
    described.remove("304");
    Map<String, Set<String>> actual =
        Stream.of(Problem.values())
            .collect(
                Collectors.groupingBy(
                    problem -> String.valueOf(problem.status()),
                    Collectors.mapping(Problem::word, Collectors.toCollection(TreeSet::new))));

    assertThat(described).isEqualTo(actual);
  }

  @Test
  void listsEveryWordInTheSchema() {
    JsonNode words = api.at("/components/schemas/Problem/properties/error/enum");

    assertThat(words.valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Problem.values()).map(Problem::word).toList());
  }

  @Test
  void listsWhatMayBecomeOfAPromotion() {
    JsonNode words = api.at("/components/schemas/ExplainedPromotion/properties/outcome/enum");

    assertThat(words.valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ExplainedPromotion.Outcome.values())
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void saysTheBoundsOfCodes() {
    JsonNode codes = api.at("/components/schemas/Basket/properties/codes");

    assertThat(codes.get("maxItems").asInt()).isEqualTo(PromotionCode.MOST);
    assertThat(codes.at("/items/maxLength").asInt()).isEqualTo(PromotionCode.LONGEST);
  }

  @Test
  void refersOnlyToWhatIsThere() {
    assertThat(api.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(api.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static Set<String> words(JsonNode response) {
    return response.findValues("enum").stream()
        .flatMap(JsonNode::valueStream)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
