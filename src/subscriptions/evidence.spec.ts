import { evidenceOfMessage } from './evidence.js';
import { anIdentifiedMessage } from '../../test/builders/identified-message.js';

describe('evidenceOfMessage', () => {
  it.each([
    ['exact', 'keyword'],
    ['polite', 'keyword'],
    ['typo', 'keyword'],
    ['emoji', 'keyword'],
    ['intent', 'intent'],
    ['intent-soft', 'intent'],
    ['provider-hint', 'provider_hint'],
  ])('rule %s is source %s', (rule, source) => {
    expect(evidenceOfMessage(anIdentifiedMessage({ rule })).source).toBe(source);
  });

  it('knows a provider time only where it differs from the arrival', () => {
    const at = new Date('2026-11-22T11:59:58.000Z');
    const receivedAt = new Date('2026-11-22T12:00:00.000Z');

    expect(evidenceOfMessage(anIdentifiedMessage({ at, receivedAt }))).toMatchObject({ providerTime: at, receivedAt });
    expect(evidenceOfMessage(anIdentifiedMessage({ at })).providerTime).toBeNull();
  });
});
