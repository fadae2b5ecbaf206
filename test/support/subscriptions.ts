import { v7 } from 'uuid';
import { SenderIdentified } from '../../src/contracts/inbound/4-sender-identified.event.js';
import { ConsentDecided, type ConsentDecision } from '../../src/contracts/inbound/5-consent-decided.event.js';
import { NoEffectLog } from '../../src/contracts/gateways/no-effect.gateway.js';
import { ConnectionReader } from '../../src/contracts/readers/connection.reader.js';
import { InboundMessageReader } from '../../src/contracts/readers/inbound-message.reader.js';
import { DoubleOptInPrompts } from '../../src/contracts/gateways/double-opt-in.gateway.js';
import { MarketingPauseReader } from '../../src/contracts/readers/marketing-pause.reader.js';
import { OptOutScopeReader } from '../../src/contracts/readers/opt-out-scope.reader.js';
import { PhoneReader } from '../../src/contracts/readers/phone.reader.js';
import { ReplyTemplates } from '../../src/contracts/readers/reply-templates.reader.js';
import { ProfileReader, type ProfileSummary } from '../../src/contracts/readers/profile.reader.js';
import { readPersonPhone } from '../../src/phone/phone-rules.js';
import { SubscriptionsModule } from '../../src/subscriptions/subscriptions.module.js';
import { anIdentifiedMessage, type IdentifiedWishes } from '../builders/identified-message.js';
import { bootModule, type TestApp } from './app.js';

/** The connection that exists. */
export const CONNECTION = '0123456789abcdef0123456789abcdef';

/** The profiles that exist, as identity would answer. */
export class ProfilesOfTest extends ProfileReader {
  readonly known: ProfileSummary[] = [];

  add(profile: Partial<ProfileSummary> & { readonly brazeId: string }): void {
    this.known.push({ externalId: null, email: null, phoneE164: null, phoneShown: null, ...profile });
  }

  byExternalId(_work: unknown, _workspaceId: string, ids: readonly string[]): Promise<readonly ProfileSummary[]> {
    return Promise.resolve(this.known.filter(({ externalId }) => externalId !== null && ids.includes(externalId)));
  }

  byPhone(_work: unknown, _workspaceId: string, numbers: readonly string[]): Promise<readonly ProfileSummary[]> {
    return Promise.resolve(this.known.filter(({ phoneE164 }) => phoneE164 !== null && numbers.includes(phoneE164)));
  }

  byEmail(_work: unknown, _workspaceId: string, emails: readonly string[]): Promise<readonly ProfileSummary[]> {
    const asked = emails.map((email) => email.toLowerCase());
    return Promise.resolve(this.known.filter(({ email }) => email !== null && asked.includes(email.toLowerCase())));
  }
}

/** The subscriptions room alone, with what its tests say again and again. */
export interface SubscriptionsApp extends TestApp {
  readonly profiles: ProfilesOfTest;
  /** Makes a group through the management API and gives its id. */
  aGroup(body?: Record<string, unknown>): Promise<string>;
  /** Lets texts arrive in one batch and gives the decisions. */
  decide(...wishes: readonly IdentifiedWishes[]): Promise<readonly ConsentDecision[]>;
  stateOf(number: string, groupId: string): Promise<string | undefined>;
  history(number: string, query?: string): Promise<readonly Record<string, unknown>[]>;
}

let lastNumber = 14155560000;

/** A number nobody has used yet. */
export function aFreshNumber(): string {
  lastNumber += 1;
  return `+${lastNumber}`;
}

export async function bootSubscriptions(): Promise<SubscriptionsApp> {
  const profiles = new ProfilesOfTest();
  const app = await bootModule({
    imports: [SubscriptionsModule],
    providers: [
      { provide: ProfileReader, useValue: profiles },
      { provide: PhoneReader, useValue: { readPersonPhone } },
      {
        provide: ReplyTemplates,
        useValue: { check: (text: string) => (text.includes('{{') ? 'It is broken.' : null) },
      },
      { provide: DoubleOptInPrompts, useValue: { ask: () => Promise.resolve() } },
      { provide: OptOutScopeReader, useValue: { optOutScopes: () => Promise.resolve([]) } },
      { provide: MarketingPauseReader, useValue: { pausesOf: () => Promise.resolve([]) } },
      { provide: NoEffectLog, useValue: { record: () => Promise.resolve() } },
      { provide: InboundMessageReader, useValue: { texts: () => Promise.resolve(new Map()) } },
      {
        provide: ConnectionReader,
        useValue: { exists: (_work: unknown, _workspaceId: string, id: string) => Promise.resolve(id === CONNECTION) },
      },
    ],
  });
  const history = async (number: string, query = '') =>
    ((await app.request('GET', `/admin/consent/${number}${query}`)).body as { history: Record<string, unknown>[] })
      .history;
  return {
    ...app,
    profiles,
    history,
    aGroup: async (body = {}) => {
      const answer = await app.request('POST', '/admin/subscription_groups', { body: { name: v7(), ...body } });
      return (answer.body as { id: string }).id;
    },
    decide: async (...wishes) => {
      const messages = wishes.map(anIdentifiedMessage);
      const decided = await app.work((work) =>
        app.dispatcher.run(new SenderIdentified(work, messages), ConsentDecided),
      );
      return decided.messages.map(({ consent }) => consent);
    },
    stateOf: async (number, groupId) => {
      const answer = await app.request('GET', `/admin/consent/${number}`);
      const { groups } = answer.body as { groups: { subscription_group_id: string; state: string }[] };
      return groups.find((group) => group.subscription_group_id === groupId)?.state;
    },
  };
}
