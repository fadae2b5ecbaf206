import { Global, Module } from '@nestjs/common';
import { DoubleOptInPromptReader } from '../contracts/readers/double-opt-in-prompt.reader.js';
import { ClassifyWhenInboundNormalised } from './classify-when-inbound-normalised.handler.js';
import { CompiledRulesCache } from './compiled-rules.cache.js';
import { ConfiguredPrompts } from './configured-prompts.js';
import { KeywordSetRepository } from './keyword-set.repository.js';
import { KeywordsController } from './keywords.controller.js';
import { ShadowRun } from './shadow-run.js';
import { ShadowRunController } from './shadow-run.controller.js';

/** What a text means: the words of each group, and the engine that reads texts by them. */
@Global()
@Module({
  controllers: [KeywordsController, ShadowRunController],
  providers: [
    ClassifyWhenInboundNormalised,
    CompiledRulesCache,
    KeywordSetRepository,
    ShadowRun,
    { provide: DoubleOptInPromptReader, useClass: ConfiguredPrompts },
  ],
  exports: [DoubleOptInPromptReader],
})
export class KeywordsModule {}
