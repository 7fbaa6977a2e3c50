import { actions, fieldGroups, type Reader } from '../../model/access.ts';

/** All that a reader may and sees, as a text: equal texts are equal rights. */
export const rightsOf = (reader: Reader): string =>
  JSON.stringify([
    reader.subject.purpose,
    reader.subject.owes,
    reader.organisation,
    actions.map((action) => reader.may(action)),
    fieldGroups.map((field) => reader.sees(field)),
  ]);
