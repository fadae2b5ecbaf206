import { Masked } from '../../kernel/masked.js';
import type { ProfileIdentifier } from '../profile/1-track-requested.event.js';
import type { NamedBy } from './no-effect.gateway.js';

/** Two spellings of one email are one; an alias is told by its name, so that `phone` aliases read like the number. */
export function namedBy(identifier: ProfileIdentifier): NamedBy {
  switch (identifier.kind) {
    case 'external_id':
      return { kind: 'external_id', value: new Masked(identifier.externalId) };
    case 'alias':
    case 'link':
      return { kind: 'alias', value: new Masked(identifier.name) };
    case 'braze_id':
      return { kind: 'braze_id', value: new Masked(identifier.brazeId) };
    case 'email':
      return { kind: 'email', value: new Masked(identifier.email.toLowerCase()) };
    case 'phone':
      return { kind: 'phone', value: new Masked(identifier.number.e164()) };
  }
}
