import { toPlainLiquid, UnreadableVariable } from './braze-variables.js';

describe('toPlainLiquid', () => {
  it.each([
    ['{{${first_name}}}', '{{person["first_name"]}}'],
    ['Hi {{ ${first_name} | default: "there" }}!', 'Hi {{ person["first_name"] | default: "there" }}!'],
    ["{{${first_name} | default: 'there'}}", `{{person["first_name"] | default: 'there'}}`],
    ['{{sms.${inbound_message_body}}}', '{{sms["inbound_message_body"]}}'],
    ['{{sms.${inbound_media_urls}[0]}}', '{{sms["inbound_media_urls"][0]}}'],
    ['{{custom_attribute.${favourite colour}}}', '{{custom_attribute["favourite colour"]}}'],
    ['{% if ${city} == "Oslo" %}a{% endif %}', '{% if person["city"] == "Oslo" %}a{% endif %}'],
    ['{{ ${a} }} and {{ ${b} }}', '{{ person["a"] }} and {{ person["b"] }}'],
    ['{{ ${ first_name } }}', '{{ person["first_name"] }}'],
    ['costs ${5} and {{ first_name }}', 'costs ${5} and {{ first_name }}'],
    ['{{ "${first_name}" }}', '{{ "${first_name}" }}'],
    ["{{ 'a }} ${b}' }}", "{{ 'a }} ${b}' }}"],
    ['{{ open', '{{ open'],
    ['no template', 'no template'],
    ['', ''],
  ])('%s', (braze, plain) => {
    expect(toPlainLiquid(braze)).toBe(plain);
  });

  it.each([
    ...['{{ ${} }}', '{{ ${first_name', '{{ ${a"] | evil: ["} }}', '{{ ${a{b}} }}'],
    "{{ ${first_name | default: 'you'} }}",
  ])('refuses %s', (text) => {
    expect(() => toPlainLiquid(text)).toThrow(UnreadableVariable);
  });
});
