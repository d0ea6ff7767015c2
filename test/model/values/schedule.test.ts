import { describe, expect, test } from '@jest/globals';
import { scheduleProblem } from '../../../lib/model/values/schedule.ts';

describe('a schedule has five fields', () => {
  test.each([
    '30 2 * * *',
    '*/15 * * * *',
    '0 1-5 * * 0',
    '0 0 1,15 * *',
    '5/10 * * * *',
    '0 8-18/2 * 1-12 1-5',
    ' 0  0 * * * ',
    '0 0 29 2 *',
    '0 0 31 2,4,12 *',
    '0 0 31 2 0',
  ])('%s', (text) => expect(scheduleProblem(text)).toBeUndefined());

  const fields = 'five fields, minute hour day month weekday, such as "30 2 * * *"';
  test.each([
    ['', fields],
    ['@daily', fields],
    ['0 0 * *', fields],
    ['0 0 0 * * *', fields],
    ['60 0 * * *', 'a minute from 0 to 59'],
    ['a 0 * * *', 'a minute from 0 to 59'],
    ['*/0 0 * * *', 'a minute from 0 to 59'],
    ['0, 0 * * *', 'a minute from 0 to 59'],
    ['0 24 * * *', 'an hour from 0 to 23'],
    ['0 5-1 * * *', 'an hour from 0 to 23'],
    ['0 5-1 * * 7', 'an hour from 0 to 23, and a day of week from 0 to 6'],
    ['0 0 31 2 *', 'a day that one of its months has'],
    ['0 0 31 4-9/5,11 *', 'a day that one of its months has'],
    ['0 0 0 * *', 'a day of month from 1 to 31'],
    ['0 0 * 13 *', 'a month from 1 to 12'],
    ['0 0 * * 7', 'a day of week from 0 to 6'],
    ['0 0 * * MON', 'a day of week from 0 to 6'],
  ])('"%s" is none', (text, problem) => expect(scheduleProblem(text)).toBe(problem));
});
