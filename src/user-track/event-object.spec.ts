import { PhoneReader } from '../contracts/readers/phone.reader.js';
import { readEvent, readPurchase } from './event-object.js';
import { Fault, faults } from './fault.js';

class NoPhones extends PhoneReader {
  readPersonPhone() {
    return { e164: null, unformatted: '', valid: null, country: null };
  }
}

const now = new Date('2026-11-22T12:00:00.000Z');
const options = { phones: new NoPhones(), now };
const TIME = '2026-11-20T10:00:00Z';
const event = { external_id: 'a', name: 'seen', time: TIME };
const purchase = { external_id: 'a', product_id: 'shoe', currency: 'USD', price: 9.99, time: TIME };
const user_alias = { alias_label: 'l', alias_name: 'n' };

describe('readEvent', () => {
  it('reads name, time and properties', () => {
    const properties = { colour: 'red', at: { $time: '2026-01-01' } };

    expect(readEvent({ ...event, app_id: 'x', properties, _update_existing_only: true }, options)).toEqual({
      identifier: { kind: 'external_id', externalId: 'a' },
      updateExistingOnly: true,
      name: 'seen',
      time: new Date(TIME),
      properties: { colour: 'red', at: '2026-01-01T00:00:00.000Z' },
    });
  });

  it.each<[Record<string, unknown>, Fault]>([
    [{ external_id: null }, faults.noIdentifier],
    [{ user_alias }, faults.twoIdentifiers],
    [{ name: undefined }, faults.nameRequired],
    [{ name: '' }, faults.nameRequired],
    [{ name: 5 }, faults.nameRequired],
    [{ name: 'x'.repeat(256) }, faults.nameTooLong],
    [{ time: undefined }, faults.timeRequired],
    [{ time: null }, faults.timeRequired],
    [{ time: 'soon' }, faults.time],
    [{ time: 1700000000 }, faults.time],
    [{ properties: ['a'] }, faults.propertiesNoObject],
    [{ properties: 'x' }, faults.propertiesNoObject],
    [{ properties: { '': 1 } }, faults.propertyKey],
    [{ properties: { $x: 1 } }, faults.propertyKey],
    [{ properties: { ['k'.repeat(256)]: 1 } }, faults.propertyKey],
    [{ properties: { time: 1 } }, faults.propertyReserved],
    [{ properties: { event_name: 1 } }, faults.propertyReserved],
    [{ properties: { k: 'x'.repeat(257) } }, faults.propertyTooLong],
    [{ properties: { k: Array.from({ length: 30_000 }, () => 'abc') } }, faults.propertiesTooLarge],
  ])('refuses %j', (changes, fault) => {
    expect(readEvent({ ...event, ...changes }, options)).toBe(fault);
  });

  it('takes an empty list for no properties, as PHP writes them', () => {
    expect(readEvent({ ...event, properties: [] }, options)).toMatchObject({ properties: {} });
  });

  it.each<[Record<string, unknown>]>([
    [{ properties: null }],
    [{ properties: { k: 'x'.repeat(256) } }],
    [{ name: 'x'.repeat(255) }],
    [{ time: '2999-01-01' }],
  ])('takes %j', (changes) => {
    expect(readEvent({ ...event, ...changes }, options)).not.toBeInstanceOf(Fault);
  });
});

describe('readPurchase', () => {
  it('reads product, price and quantity', () => {
    expect(readPurchase({ ...purchase, currency: 'eur', product_id: 7, quantity: 100 }, options)).toEqual({
      identifier: { kind: 'external_id', externalId: 'a' },
      updateExistingOnly: undefined,
      productId: '7',
      currency: 'EUR',
      price: 9.99,
      quantity: 100,
      time: new Date(TIME),
      properties: {},
    });
    expect(readPurchase({ ...purchase, quantity: null }, options)).toMatchObject({ quantity: 1 });
    expect(readPurchase({ ...purchase, price: -5 }, options)).toMatchObject({ price: -5 });
  });

  it.each<[Record<string, unknown>, Fault]>([
    [{ external_id: undefined }, faults.noIdentifier],
    [{ product_id: undefined }, faults.productRequired],
    [{ product_id: '' }, faults.productRequired],
    [{ product_id: 'x'.repeat(256) }, faults.productTooLong],
    [{ currency: undefined }, faults.currency],
    [{ currency: 'dollars' }, faults.currency],
    [{ price: undefined }, faults.price],
    [{ price: '9.99' }, faults.price],
    [{ price: Number.POSITIVE_INFINITY }, faults.price],
    [{ price: 1e13 }, faults.price],
    [{ quantity: 0 }, faults.quantity],
    [{ quantity: 101 }, faults.quantity],
    [{ quantity: 1.5 }, faults.quantity],
    [{ quantity: '1' }, faults.quantity],
    [{ time: undefined }, faults.timeRequired],
    [{ quantity: 0, time: undefined }, faults.quantity],
  ])('refuses %j', (changes, fault) => {
    expect(readPurchase({ ...purchase, ...changes }, options)).toBe(fault);
  });
});
