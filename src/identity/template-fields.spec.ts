import { PhoneNumber } from '../contracts/phone/phone-number.js';
import { newProfile } from './profile.js';
import { templateFields } from './template-fields.js';

const nobody = newProfile('5f1e0000aaaaaaaaaaaaaaaa', new Date(0));

describe('templateFields', () => {
  it('names every field as it is stored and as Braze calls it', () => {
    const phone = { e164: PhoneNumber.fromE164('+14155550123'), unformatted: '14155550123', valid: true };
    const fields = { first_name: 'Zoë', email: 'zoe@example.com', home_city: 'Oslo', dob: '1990-01-31' };

    const custom = new Map<string, unknown>([['favourite colour', 'blue']]);
    expect(templateFields({ ...nobody, externalId: 'zoe', phone, fields, custom })).toEqual({
      standard: {
        braze_id: nobody.brazeId,
        external_id: 'zoe',
        user_id: 'zoe',
        first_name: 'Zoë',
        email: 'zoe@example.com',
        email_address: 'zoe@example.com',
        home_city: 'Oslo',
        city: 'Oslo',
        dob: '1990-01-31',
        date_of_birth: '1990-01-31',
        phone: '+14155550123',
        phone_number: '+14155550123',
      },
      custom: { 'favourite colour': 'blue' },
    });
  });

  it('leaves out what nobody said, so that a template can say something else', () => {
    expect(templateFields(nobody)).toEqual({ standard: { braze_id: nobody.brazeId }, custom: {} });
  });
});
