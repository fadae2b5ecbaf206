import { faults } from './fault.js';
import { readReservedFields } from './reserved-fields.js';

describe('readReservedFields', () => {
  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [
      { first_name: 'Ada', last_name: 'L', home_city: 'London' },
      { first_name: 'Ada', last_name: 'L', home_city: 'London' },
    ],
    [{ first_name: 5, last_name: true, home_city: ['x'] }, { first_name: '5' }],
    [
      { first_name: null, dob: null, email_subscribe: null },
      { first_name: null, dob: null, email_subscribe: null },
    ],
    [
      { first_name: '', facebook: '' },
      { first_name: null, facebook: null },
    ],
    [{ country: 'germany' }, { country: 'DE' }],
    [{ country: 'nowhere' }, { country: null }],
    [{ country: 5 }, {}],
    [{ language: 'de-AT' }, { language: 'de' }],
    [{ language: 'klingon' }, {}],
    [{ time_zone: 'Berlin' }, { time_zone: 'Europe/Berlin' }],
    [{ time_zone: 'Somewhere' }, {}],
    [{ dob: '1815-12-10' }, { dob: '1815-12-10' }],
    [{ dob: '1815-02-30' }, {}],
    [{ dob: '0000-01-01' }, {}],
    [{ dob: '10/12/1815' }, {}],
    [{ gender: 'F' }, { gender: 'F' }],
    [{ gender: 'm' }, { gender: 'M' }],
    [{ gender: 'woman' }, {}],
    [
      { email_subscribe: 'opted_in', push_subscribe: 'unsubscribed' },
      { email_subscribe: 'opted_in', push_subscribe: 'unsubscribed' },
    ],
    [
      { current_location: { longitude: -73.9, latitude: 40.7, other: 1 } },
      { current_location: { longitude: -73.9, latitude: 40.7 } },
    ],
    [{ current_location: { longitude: 181, latitude: 0 } }, {}],
    [{ current_location: { longitude: '1', latitude: 2 } }, {}],
    [{ date_of_last_session: '2026-01-01' }, { date_of_last_session: '2026-01-01T00:00:00.000Z' }],
    [{ date_of_first_session: 'long ago' }, {}],
    [
      { email_open_tracking_disabled: true, email_click_tracking_disabled: 'no' },
      { email_open_tracking_disabled: true },
    ],
    [
      { facebook: { id: '1' }, twitter: 'ada' },
      { facebook: { id: '1' }, twitter: 'ada' },
    ],
    [{ First_Name: 'x', phone: '1', email: 'a@x.com', external_id: 'a', anything: 1 }, {}],
  ])('of %j', (object, expected) => {
    expect(readReservedFields(object)).toEqual(expected);
  });

  it.each([
    [{ email_subscribe: 'yes' }, faults.emailSubscribe],
    [{ email_subscribe: true }, faults.emailSubscribe],
    [{ push_subscribe: 'Subscribed' }, faults.pushSubscribe],
  ])('refuses %j', (object, fault) => {
    expect(readReservedFields(object)).toBe(fault);
  });
});
