import { DEFAULT_REPLIES, GROUP_PLACEHOLDER } from './default-replies.js';

// GSM 03.38 basic character set; the characters of its extension table count twice and are not used.
const GSM_7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** As long as groups are usually named. */
const GROUP = 'Marketing Updates';

const texts = Object.entries(DEFAULT_REPLIES).flatMap(([language, replies]) => [
  [language, 'optOut and howToReturn', `${replies.optOut} ${replies.howToReturn}`] as const,
  ...Object.entries(replies)
    .filter(([name]) => name !== 'howToReturn')
    .map(([name, text]) => [language, name, text] as const),
]);

describe('DEFAULT_REPLIES', () => {
  it('speak nine languages', () => {
    expect(Object.keys(DEFAULT_REPLIES).sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt']);
  });

  it.each(texts)('%s %s names the group once and fits one segment', (language, _name, text) => {
    const sent = text.replaceAll(GROUP_PLACEHOLDER, GROUP);

    expect(text.split(GROUP_PLACEHOLDER)).toHaveLength(2);
    expect(sent.length).toBeLessThanOrEqual(language === 'ja' ? 70 : 160);
    if (language !== 'ja') expect(Array.from(sent).filter((character) => !GSM_7.includes(character))).toEqual([]);
  });

  it.each(Object.entries(DEFAULT_REPLIES))('%s names only words that work in every group', (_language, replies) => {
    expect(replies.howToReturn).toContain('START');
    expect(replies.optIn).toMatch(/HELP.*STOP/);
    expect(replies.doubleOptInPrompt).toMatch(/YES.*STOP/);
    expect(replies.doubleOptInConfirmation).toMatch(/HELP.*STOP/);
    expect(replies.help).toContain('STOP');
    expect(replies.suspectedOptOut).toContain('STOP');
  });

  it.each(Object.entries(DEFAULT_REPLIES))(
    '%s confirms a STOP without a word of advertising',
    (_language, { optOut }) => {
      expect(optOut).not.toMatch(/https?:|www\.|%|\d|HELP/);
    },
  );
});
