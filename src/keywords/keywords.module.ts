import { Module } from '@nestjs/common';
import { ClassifyWhenInboundNormalised } from './classify-when-inbound-normalised.handler.js';
import { CompiledRulesCache } from './compiled-rules.cache.js';
import { KeywordSetRepository } from './keyword-set.repository.js';
import { KeywordsController } from './keywords.controller.js';
import { ShadowRun } from './shadow-run.js';
import { ShadowRunController } from './shadow-run.controller.js';

/** What a text means: the words of each group, and the engine that reads texts by them. */
@Module({
  controllers: [KeywordsController, ShadowRunController],
  providers: [ClassifyWhenInboundNormalised, CompiledRulesCache, KeywordSetRepository, ShadowRun],
})
export class KeywordsModule {}
