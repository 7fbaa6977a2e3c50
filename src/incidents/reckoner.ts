import type { PastPosition, PastVessel } from '../model/past.ts';
import { corridorOf } from './corridor.ts';
import { driftOf } from './drift.ts';
import type { Answers, Question } from './exchange.ts';
import { respondersTo } from './responders.ts';
import { createSuspectSearch, type SuspectSearch } from './suspects.ts';
import { type Water, waterOf } from './water.ts';

/** Cells that oil drifts over, and those that craft sail over. */
const driftCellM = 10;
const sailCellM = 50;

/** What the thread does with its questions. What it throws is the answer to that question only. */
export function createReckoner(): (question: Question) => Answers[keyof Answers] {
  const searches = new Map<number, SuspectSearch>();
  let drifting: Water | null = null;
  let sailing: Water | null = null;
  const searchOf = (number: number): SuspectSearch => {
    const search = searches.get(number);
    if (search === undefined) throw new Error(`no search ${number}`);
    return search;
  };
  return (question) => {
    switch (question.ask) {
      case 'water':
        drifting = waterOf(question.port, driftCellM, 'within');
        sailing = waterOf(question.port, sailCellM, 'touching');
        return null;
      case 'drift':
        return driftOf(question.asked, drifting);
      case 'corridor': {
        const corridor = corridorOf(question.asked, drifting);
        searches.set(question.search, createSuspectSearch(corridor, question.asked.weather, drifting));
        return corridor.ask;
      }
      case 'page': {
        const rows: readonly PastPosition[] = JSON.parse(question.positions);
        searchOf(question.search).take(rows);
        return null;
      }
      case 'who':
        return searchOf(question.search).mmsis();
      case 'rank': {
        const vessels: readonly PastVessel[] = JSON.parse(question.vessels);
        return searchOf(question.search).rank(vessels);
      }
      case 'forget':
        searches.delete(question.search);
        return null;
      case 'responders':
        return respondersTo(question.place, question.vessels, sailing);
    }
  };
}
