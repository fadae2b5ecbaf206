import { DynamicModule, Module } from '@nestjs/common';
import { ApiDocsModule } from './api-docs/api-docs.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { InvalidNumbersModule } from './delivery/invalid-numbers.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { DatabaseModule } from './kernel/database/database.module.js';
import { KernelModule, type KernelOptions } from './kernel/kernel.module.js';
import { KeywordsModule } from './keywords/keywords.module.js';
import { PhoneModule } from './phone/phone.module.js';
import { DeliveryModule } from './replies/delivery.module.js';
import { RepliesModule } from './replies/replies.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { UserTrackModule } from './user-track/user-track.module.js';
import { WebhookModule } from './webhook/webhook.module.js';
import { WorkspacesModule } from './workspaces/workspaces.module.js';

/** What a whole Hark is made of. */
export interface AppOptions extends KernelOptions {
  readonly config: Config;
  readonly databaseUrl: string;
}

/** The house: the kernel below, the rooms of the road in order of travel, the rooms around it. */
@Module({})
export class AppModule {
  static with({ config, databaseUrl, ...kernel }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule.connect({ url: databaseUrl, poolMax: config.DATABASE_POOL_MAX }),
        KernelModule.with(kernel),
        WebhookModule,
        PhoneModule,
        KeywordsModule,
        IdentityModule,
        SubscriptionsModule,
        EventsModule,
        CampaignsModule,
        RepliesModule,
        DeliveryModule,
        ReviewsModule,
        InvalidNumbersModule,
        UserTrackModule,
        WorkspacesModule,
        HealthModule,
        ApiDocsModule,
      ],
    };
  }
}
