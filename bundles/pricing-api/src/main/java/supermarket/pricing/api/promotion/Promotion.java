package supermarket.pricing.api.promotion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a {@link PromotionKind}. The promotions of the catalogue refer to it by this name. Becomes
 * the service property {@value #NAME}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Promotion {

  /** The service property that holds the name. */
  String NAME = "supermarket.promotion";

  /** Prefix of the property's name. */
  String PREFIX_ = "supermarket.";

  /** The name: lower-case words and digits joined by hyphens, such as {@code cheapest-free}. */
  String value();
}
