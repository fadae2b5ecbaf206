import { DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';

/** Gives every module the settings, read once before the application starts. */
@Global()
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}
