import { createHash } from 'node:crypto';
import type { OpenConnection } from './connection-cache.js';
import { type InboundDraft, orderTime } from './intake/inbound-draft.js';
import type { ParsedInbound, WebhookRequest } from './providers/provider-adapter.js';
import { whoAnswers } from './providers/registry.js';

/** A parsed text as a draft of its row. @param requestId shared by the texts of one request; null when it brought only this one */
export function draftOf(
  id: string,
  connection: OpenConnection,
  webhook: WebhookRequest,
  message: ParsedInbound,
  requestId: string | null,
): InboundDraft {
  const { provider, settings } = connection;
  return {
    ...envelope(id, connection, webhook),
    providerMessageId: message.providerMessageId,
    requestId,
    from: message.from,
    to: message.to,
    text: message.text,
    media: message.media,
    hint: message.hint,
    providerTime: message.providerTime,
    occurredAt: orderTime(message.providerTime, webhook.now),
    answeredUpstream: whoAnswers(provider, settings, message.text, message.hint),
  };
}

/** What a request brought: its body, or its query where the provider calls by GET. */
export function receivedBytes({ method, publicUrls, rawBody }: WebhookRequest): Buffer {
  return method === 'GET' ? Buffer.from(publicUrls[0]?.replace(/^[^?]*\??/, '') ?? '') : rawBody;
}

/** Bytes without a usable message in them as a draft of their row in quarantine; the same bytes are kept once. */
export function undecodableDraft(
  id: string,
  connection: OpenConnection,
  webhook: WebhookRequest,
  bytes: Buffer,
): InboundDraft {
  return {
    ...envelope(id, connection, webhook),
    providerMessageId: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    requestId: null,
    rawBody: bytes,
    from: '',
    to: '',
    text: '',
    media: [],
    hint: null,
    providerTime: null,
    occurredAt: webhook.now,
    answeredUpstream: whoAnswers(connection.provider, connection.settings, '', null),
  };
}

function envelope(
  id: string,
  connection: OpenConnection,
  webhook: WebhookRequest,
): Pick<
  InboundDraft,
  'id' | 'workspaceId' | 'connectionId' | 'provider' | 'rawBody' | 'contentType' | 'receivedAt' | 'replyVia'
> {
  const contentType = webhook.headers['content-type'];
  return {
    id,
    workspaceId: connection.workspaceId,
    connectionId: connection.id,
    provider: connection.provider,
    rawBody: receivedBytes(webhook),
    contentType: typeof contentType === 'string' ? contentType : null,
    receivedAt: webhook.now,
    replyVia: connection.settings.reply_via,
  };
}
