/** Why an object is refused; `type` is the text of its error entry. @source contract "Braze API", section 2.2 */
export class Fault {
  constructor(readonly type: string) {}
}

/** The texts of error entries, byte for byte where the contract fixes them. @source contract "Braze API", section 2.2 */
export const faults = {
  noIdentifier: new Fault("'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required"),
  twoIdentifiers: new Fault("You must specify only one of 'external_id', 'user_alias' or 'braze_id'"),
  blockedId: new Fault('provided external_id is blacklisted and disallowed'),
  externalIdTooLarge: new Fault("'external_id' is too large"),
  email: new Fault("The value provided for the 'email' field is not a valid email."),
  emailSubscribe: new Fault("'email_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'"),
  pushSubscribe: new Fault("'push_subscribe' must be 'subscribed', 'unsubscribed', or 'opted_in'"),
  groupsNoArray: new Fault("'subscription_groups' must be an array"),
  groupKeys: new Fault("'subscription_groups' items must have 'subscription_group_id' and 'subscription_state'"),
  groupId: new Fault("'subscription_group_id' must be a valid subscription group ID"),
  groupState: new Fault("'subscription_state' must be 'subscribed' or 'unsubscribed'"),
  nameRequired: new Fault("'name' is required"),
  timeRequired: new Fault("'time' is required"),
  time: new Fault("'time' is not valid"),
  productRequired: new Fault("'product_id' is required"),
  currency: new Fault("'currency' is not valid"),
  price: new Fault("'price' is not valid"),
  quantity: new Fault("'quantity' is not valid"),
  // From here on the contract gives the rule but no text.
  aliasTooLarge: new Fault("'user_alias' is too large"),
  nameTooLong: new Fault("'name' must have at most 255 characters"),
  productTooLong: new Fault("'product_id' must have at most 255 characters"),
  propertiesNoObject: new Fault("'properties' must be an object"),
  propertyKey: new Fault("'properties' keys must have 1 to 255 characters and not start with '$'"),
  propertyReserved: new Fault("'properties' must not have the keys 'time' or 'event_name'"),
  propertyTooLong: new Fault("'properties' strings must have at most 256 characters"),
  propertiesTooLarge: new Fault("'properties' must not be larger than 100 KB"),
  tooDeep: new Fault('The object is nested too deeply'),
} as const;
