/** A delivery did not arrive. The message is for people and holds nothing of what the other side wrote. */
export class DeliveryFailure extends Error {
  override readonly name = "DeliveryFailure";
}
