import type { TrackEvent, TrackPurchase } from '../contracts/profile/1-track-requested.event.js';
import type { PhoneReader } from '../contracts/readers/phone.reader.js';
import { readFlag } from './attributes-object.js';
import { readEventTime } from './dates.js';
import { Fault, faults } from './fault.js';
import { readIdentifier, readPhone } from './identifier.js';
import { readCurrency } from './places.js';
import { readProperties } from './properties.js';
import { isAbsent, type RawObject, readIdText } from './raw-object.js';

/** Longest name of an event or a product. Unit: UTF-16 units. */
const NAME_MAX = 255;

/** Far above any price; below it sums stay finite and exact to the cent. Unit: that of the currency. */
const PRICE_MAX = 1e12;

const QUANTITY_MAX = 100;

/** How events and purchases are read. They never link: two identifiers are two too many. */
export interface EventOptions {
  readonly phones: PhoneReader;
  readonly now: Date;
}

/** Reads one event object. @source contract "Braze API", section 2.8 */
export function readEvent(object: RawObject, options: EventOptions): Omit<TrackEvent, 'place'> | Fault {
  const identifier = readIdentifier(object, { phone: readPhone(object, options.phones), links: false });
  if (identifier instanceof Fault) return identifier;
  const { name } = object;
  if (typeof name !== 'string' || name === '') return faults.nameRequired;
  if (name.length > NAME_MAX) return faults.nameTooLong;
  const happening = readHappening(object, options.now);
  if (happening instanceof Fault) return happening;
  return { identifier, name, ...happening };
}

/** Reads one purchase object. @source contract "Braze API", section 2.9 */
export function readPurchase(object: RawObject, options: EventOptions): Omit<TrackPurchase, 'place'> | Fault {
  const identifier = readIdentifier(object, { phone: readPhone(object, options.phones), links: false });
  if (identifier instanceof Fault) return identifier;
  const productId = readIdText(object['product_id']);
  if (productId === null) return faults.productRequired;
  if (productId.length > NAME_MAX) return faults.productTooLong;
  const currency = typeof object['currency'] === 'string' ? readCurrency(object['currency']) : null;
  if (currency === null) return faults.currency;
  const { price } = object;
  if (typeof price !== 'number' || !(Math.abs(price) <= PRICE_MAX)) return faults.price;
  const quantity = object['quantity'] ?? 1;
  if (!isQuantity(quantity)) return faults.quantity;
  const happening = readHappening(object, options.now);
  if (happening instanceof Fault) return happening;
  return { identifier, productId, currency, price, quantity, ...happening };
}

/** What events and purchases have in common: when, with what, and whether somebody may be made for it. */
function readHappening(object: RawObject, now: Date) {
  if (isAbsent(object['time'])) return faults.timeRequired;
  const time = readEventTime(object['time'], now);
  if (time === null) return faults.time;
  const properties = readProperties(object['properties']);
  if (properties instanceof Fault) return properties;
  return { updateExistingOnly: readFlag(object['_update_existing_only']), time, properties };
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= QUANTITY_MAX;
}
