import { Injectable } from '@nestjs/common';
import type { Classification } from '../contracts/inbound/classification.js';
import { InboundNormalised, type NormalisedMessage } from '../contracts/inbound/2-inbound-normalised.event.js';
import { type ClassifiedMessage, InboundClassified } from '../contracts/inbound/3-inbound-classified.event.js';
import { Handles } from '../kernel/road/handles.decorator.js';
import { classify, PACK_VERSION } from './classifier/index.js';
import { CompiledRulesCache } from './compiled-rules.cache.js';
import { configuredReply } from './configured-reply.js';
import { type ActiveKeywordSets, KeywordSetRepository } from './keyword-set.repository.js';

/** Decides what each text means, with the keywords its group has at this moment. */
@Injectable()
export class ClassifyWhenInboundNormalised {
  constructor(
    private readonly keywordSets: KeywordSetRepository,
    private readonly compiled: CompiledRulesCache,
  ) {}

  @Handles(InboundNormalised)
  async handle({ work, messages }: InboundNormalised): Promise<InboundClassified> {
    const reached = messages.filter(({ sender }) => sender !== null);
    const active = await this.keywordSets.findActive(
      work,
      reached.map(({ workspaceId }) => workspaceId),
    );
    return new InboundClassified(
      work,
      messages.map((message) => this.classified(message, active)),
    );
  }

  private classified(message: NormalisedMessage, active: ActiveKeywordSets): ClassifiedMessage {
    const { workspaceId, sender, text, hint } = message;
    if (sender === null) return { ...message, classification: UNKNOWN_SENDER, ...NO_REPLY };
    const rules = this.compiled.get(workspaceId, sender.group, active.of(workspaceId, sender.group.id));
    const classification = classify({ text: text.reveal(), sender, hint }, rules);
    const reply = configuredReply(rules.rules.categories, classification);
    const prompt = configuredReply(rules.rules.categories, classification, 'prompt');
    return {
      ...message,
      classification,
      configuredReply: reply?.text ?? null,
      configuredReplyLanguage: reply?.language ?? null,
      configuredPrompt: prompt?.text ?? null,
    };
  }
}

const NO_REPLY = { configuredReply: null, configuredReplyLanguage: null, configuredPrompt: null } as const;

/** The address is none of ours, so no policy and no keywords apply; `policy` holds the defaults of a new group. */
const UNKNOWN_SENDER: Classification = {
  category: 'unroutable',
  rule: 'unknown-sender',
  score: 0,
  parts: [],
  matchedKeyword: null,
  customCategory: null,
  language: null,
  normalised: { phrase: '', joined: '', emoji: [] },
  keywordSetVersion: PACK_VERSION,
  policy: { name: 'safe', numberType: 'long_code', keywordsActivated: false },
  hintDisagreement: null,
};
