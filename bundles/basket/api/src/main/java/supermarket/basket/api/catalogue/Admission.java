package supermarket.basket.api.catalogue;

/** By which right the strategies of a bundle are used. */
public enum Admission {
  /** By none: they are registered, and neither made nor used. */
  NONE,
  /** The classes of the bundle were checked: they are arithmetic. */
  CHECKED,
  /** The classes are more than arithmetic, and an operator trusts them. */
  TRUSTED
}
