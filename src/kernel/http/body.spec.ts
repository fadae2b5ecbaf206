import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { InvalidRequest } from '../app-error.js';
import { readBody } from './body.js';

class Inner {
  @IsString()
  word!: string;
}

class Outer {
  @IsString()
  @MaxLength(5)
  name!: string;

  @IsOptional()
  @IsIn(['a', 'b'])
  kind?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => Inner)
  list?: Inner[];
}

/** What a caller would read. */
function faults(body: unknown): readonly unknown[] {
  try {
    readBody(Outer, body);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.errors.length > 0 ? error.errors : [error.message];
  }
}

describe('reading a body', () => {
  it.each([[{ name: 'ada' }], [{ name: 'ada', kind: 'a', list: [{ word: 'x' }] }]])('takes %j', (body) => {
    expect(faults(body)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [null, 'The body must be a JSON object.'],
    [[], 'The body must be a JSON object.'],
    ['x', 'The body must be a JSON object.'],
    [{}, `'name' is required`],
    [{ name: 5 }, `'name' must be a string`],
    [{ name: null }, `'name' must be a string`],
    [{ name: 'ada', list: 'x' }, `'list' must be an array`],
    [{ name: 'ada', list: 5 }, `'list' must be an array`],
    [{ name: 'too long' }, `'name' must be shorter than or equal to 5 characters`],
    [{ name: 'ada', kind: 'c' }, `'kind' must be one of the following values: a, b`],
    [{ name: 'ada', nmae: 'ada' }, `'nmae' is not a known field`],
    [{ name: 'ada', list: [{ word: 'x' }, {}] }, `'list[1].word' is required`],
    [{ name: 'ada', list: [{ word: 'x', more: 1 }] }, `'list[0].more' is not a known field`],
  ])('refuses %j naming the field', (body, sentence) => {
    expect(faults(body)).toEqual([sentence]);
  });

  it.each([51, 100_000])('refuses %d levels', (levels) => {
    const name = JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;

    expect(faults({ name })).toEqual(['The body nests deeper than 50 levels.']);
  });

  it('names every fault', () => {
    expect(faults({ kind: 'c' })).toEqual([`'name' is required`, `'kind' must be one of the following values: a, b`]);
  });
});
