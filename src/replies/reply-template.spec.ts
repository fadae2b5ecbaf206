import { BrokenTemplate, MAX_RENDERED_LENGTH, type ReplyScope, ReplyTemplate } from './reply-template.js';

const alice: ReplyScope = {
  text: 'When do you open?',
  mediaUrls: ['https://example.com/1.jpg', 'https://example.com/2.jpg'],
  profile: {
    standard: { first_name: 'Alice', city: 'Oslo' },
    custom: { tier: 'gold', first_name: 'never this one', 'favourite colour': 'blue', points: 12, tags: ['a', 'b'] },
  },
};
const nobody: ReplyScope = { text: '', mediaUrls: [], profile: null };

describe('ReplyTemplate', () => {
  it.each<[string, string, string]>([
    ['Hi {{first_name}}!', 'Hi Alice!', 'Hi !'],
    ['Hi {{${first_name}}}!', 'Hi Alice!', 'Hi !'],
    [`Hi {{\${first_name} | default: 'there'}}!`, 'Hi Alice!', 'Hi there!'],
    ['{{custom_attribute.${favourite colour}}}', 'blue', ''],
    ['{{tier}} {{custom_attribute.points}}', 'gold 12', ' '],
    ['{% if ${city} == "Oslo" %}Hei{% else %}Hello{% endif %}', 'Hei', 'Hello'],
    ['{% for tag in custom_attribute.tags %}[{{ tag }}]{% endfor %}', '[a][b]', ''],
    ['You said: {{sms.${inbound_message_body}}}', 'You said: When do you open?', 'You said: '],
    ['{{sms.${inbound_media_urls} | size}} {{sms.${inbound_media_urls}[0]}}', '2 https://example.com/1.jpg', '0 '],
    ['10% off, {ok} and $5', '10% off, {ok} and $5', '10% off, {ok} and $5'],
    ['{{ 1700000000 | date: "%Y-%m-%d %H:%M" }}', '2023-11-14 22:13', '2023-11-14 22:13'],
    ['{{ first_name.constructor.name }}{{ person.__proto__ }}{{ sms.toString }}', '', ''],
  ])('%s', (text, forAlice, forNobody) => {
    const template = ReplyTemplate.parse(text);

    expect(template.render(alice)).toBe(forAlice);
    expect(template.render(nobody)).toBe(forNobody);
  });

  it.each([
    ['Ten percent off.', false],
    ['{{ sms.${inbound_message_body} | upcase }}', false],
    ['{{ "now" | date: "%Y" }}', false],
    ['{{ first_name }}', true],
    ['{{ ${first_name} }}', true],
    ['{% if custom_attribute.vip %}a{% endif %}', true],
  ])('%s needs the person: %s', (text, needed) => {
    expect(ReplyTemplate.parse(text).needsProfile).toBe(needed);
  });

  it.each([
    ['{{ first_name', /not closed/],
    ['{% if a %}', /not closed/],
    ['{{ a | shout }}', /undefined filter: shout/],
    ['{% include "other" %}', /include/],
    ['{% render "/etc/passwd" %}', /render/],
    ['{% layout "x" %}', /layout/],
    ['{% raw %}{{ ${x} }}{% endraw %}', /raw/],
    ['{{ ${} }}', /written as/],
    ['x'.repeat(6000), /limit/],
  ])('refuses %.40s', (text, reason) => {
    expect(() => ReplyTemplate.parse(text)).toThrow(BrokenTemplate);
    expect(() => ReplyTemplate.parse(text)).toThrow(reason);
  });

  it.each([
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% for i in (1..9000) %}{% for j in (1..9000) %}{% assign x = i %}{% endfor %}{% endfor %}',
    `{% for i in (1..${MAX_RENDERED_LENGTH + 1}) %}x{% endfor %}`,
  ])('stops %s', (text) => {
    const template = ReplyTemplate.parse(text);

    expect(() => template.render(nobody)).toThrow(BrokenTemplate);
  });

  it('leaves no half character behind', () => {
    const template = ReplyTemplate.parse('{{ sms.inbound_message_body | split: "" | first }}');

    expect(template.render({ ...nobody, text: '😀' })).toBe('\uFFFD');
  });
});
