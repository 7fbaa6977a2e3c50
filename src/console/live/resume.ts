import type { HelloFrame, SubscribeFrame } from '../../protocol/frames.ts';
import { type AlertBook, beginBook } from './alertBook.ts';

/** How the alert stream goes on after a connection was made or a resumption refused. */
export interface Course {
  readonly book: AlertBook;
  /** What to subscribe to. */
  readonly alerts: NonNullable<SubscribeFrame['alerts']>;
  /** When the list over HTTP has to be loaded: now, once the subscription is answered, or not at all. */
  readonly load: 'now' | 'when-subscribed' | 'no';
}

/**
 * At a hello the stream resumes behind the last event that the book took. A book of another log, or one that took
 * nothing yet, begins at the hello: what happened up to its `seq` comes by the list, everything behind it by the
 * stream, so that nothing falls between.
 */
export function courseAtHello(book: AlertBook, hello: HelloFrame): Course {
  const { epoch, seq } = hello;
  if (book.epoch === epoch && book.seq !== null) {
    return { book, alerts: { epoch, after: book.seq }, load: 'no' };
  }
  return { book: beginBook(epoch, seq), alerts: { epoch, after: seq }, load: 'now' };
}

/**
 * The events behind the book are gone: begin anew with the stream from now on, and load the list only when the server
 * has answered that subscription, since what happened before it comes by the list alone.
 */
export function courseWhenRefused(hello: HelloFrame): Course {
  return { book: beginBook(hello.epoch, hello.seq), alerts: true, load: 'when-subscribed' };
}
