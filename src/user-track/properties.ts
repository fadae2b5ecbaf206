import { unwrapTimes } from './custom-attributes.js';
import { Fault, faults } from './fault.js';
import { isAbsent, isObject, type RawObject } from './raw-object.js';

const KEY_MAX = 255;

/** Clients may send 256, the contract's more generous number. Unit: UTF-16 units. @source contract "Braze API", section 10, row 12 */
const STRING_MAX = 256;

/** Unit: bytes of JSON. @source contract "Braze API", section 10, row 13 */
const TOTAL_MAX_BYTES = 100 * 1024;

/** The properties of an event or a purchase. @source contract "Braze API", section 2.8 */
export function readProperties(value: unknown): RawObject | Fault {
  // PHP writes an empty map as an empty list.
  if (isAbsent(value) || (Array.isArray(value) && value.length === 0)) return {};
  if (!isObject(value)) return faults.propertiesNoObject;
  for (const [key, item] of Object.entries(value)) {
    if (key === '' || key.length > KEY_MAX || key.startsWith('$')) return faults.propertyKey;
    if (key === 'time' || key === 'event_name') return faults.propertyReserved;
    if (typeof item === 'string' && item.length > STRING_MAX) return faults.propertyTooLong;
  }
  if (Buffer.byteLength(JSON.stringify(value)) > TOTAL_MAX_BYTES) return faults.propertiesTooLarge;
  return unwrapTimes(value) as RawObject;
}
