import { ValidateIf } from 'class-validator';

/** The field may be absent, but null is checked like any other value: unlike `IsOptional`. */
export const IfPresent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
