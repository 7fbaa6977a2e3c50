import { readFileSync } from 'node:fs';

/** What vitest's JSON report says of one test file; a file that failed before its tests has none. */
interface FileResult {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/** `N passed, N failed, N skipped` of a vitest JSON report; a file that could not be run counts as one failure. */
function closingLine(files: readonly FileResult[]): string {
  const tests = files.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = tests.filter((status) => status === 'passed').length;
  const failed = tests.filter((status) => status === 'failed').length;
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return `${passed} passed, ${failed + broken} failed, ${tests.length - passed - failed} skipped`;
}

const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as { testResults: FileResult[] };
console.log(closingLine(report.testResults));
