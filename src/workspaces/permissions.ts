/**
 * Every permission a key can hold: `admin` opens the management API, the others one route each of the compatible API.
 * @source contract "Braze API", section 1.1
 */
export const permissions = [
  'admin',
  'users.track',
  'users.track.sync',
  'users.track.bulk',
  'users.alias.new',
  'users.alias.update',
  'users.identify',
  'users.merge',
  'users.delete',
  'users.external_ids.rename',
  'users.external_ids.remove',
  'users.export.ids',
  'subscription.status.set',
  'subscription.status.get',
  'subscription.groups.get',
  'sms.invalid_phone_numbers',
  'sms.invalid_phone_numbers.remove',
  'messages.send',
  'sends.id.create',
  'campaigns.trigger.send',
] as const;
