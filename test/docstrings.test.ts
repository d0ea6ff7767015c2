import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { parse, sourcesOf } from './source.ts';

/** What people read in their editor is the documentation: each prop says what it is, and what happens without it. */
const files = sourcesOf('lib');

/** What people write in stacks and environments, and the props of constructs. */
const props = membersOf(
  (file, name) => /^lib\/model\/(stack|environment|values)\//.test(file) || name.endsWith('Props'),
);
/** Options of functions; those of verbs are what the command line's parser makes. */
const options = membersOf((file, name) => name.endsWith('Options') && !file.startsWith('lib/cli/'));

describe('the props that people write', () => {
  test('are found', () => {
    const known = [
      'WorkloadProps.replicas',
      'Capabilities.dns',
      'Environment.sizes',
      'ThreeTierProps.host',
      'Release.digest',
    ];
    const names = props.map(({ title }) => title.split(' ')[1]);
    expect(known.filter((name) => !names.includes(name))).toEqual([]);
    expect(options.map(({ title }) => title.split(' ')[1])).toContain('CheckOptions.invariants');
  });

  test('say in a sentence what they are', () => {
    expect(titlesOf(props, (member) => !isDocumented(member))).toEqual([]);
  });

  test('say what happens without them', () => {
    expect(titlesOf([...props, ...options], (member) => Boolean(member.questionToken) && !hasDefault(member))).toEqual(
      [],
    );
  });

  test('are never written to', () => {
    const isReadonly = ({ modifiers }: ts.PropertySignature) =>
      modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;
    expect(titlesOf([...props, ...options], (member) => !isReadonly(member))).toEqual([]);
  });
});

test('every function, class, interface and type that a file exports has a docstring', () => {
  const silent = files.flatMap((file) =>
    exported(file)
      .filter((node) => !isDocumented(node))
      .map((node) => `${file} ${node.name?.text}`),
  );
  expect(silent).toEqual([]);
});

interface Member {
  /** `lib/model/stack/stack-props.ts Stack.domain`. */
  readonly title: string;
  readonly member: ts.PropertySignature;
}

function membersOf(isMeant: (file: string, name: string) => boolean): readonly Member[] {
  return files.flatMap((file) =>
    exported(file)
      .filter(ts.isInterfaceDeclaration)
      .filter(({ name }) => isMeant(file, name.text))
      .flatMap(({ name, members }) =>
        members
          .filter(ts.isPropertySignature)
          .map((member) => ({ title: `${file} ${name.text}.${member.name.getText()}`, member })),
      ),
  );
}

function titlesOf(members: readonly Member[], isWrong: (member: ts.PropertySignature) => boolean): readonly string[] {
  return members.filter(({ member }) => isWrong(member)).map(({ title }) => title);
}

type Named = ts.FunctionDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

function exported(file: string): readonly Named[] {
  return parse(file)
    .statements.filter(isNamed)
    .filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
}

function isNamed(node: ts.Statement): node is Named {
  return [ts.isFunctionDeclaration, ts.isClassDeclaration, ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration].some(
    (is) => is(node),
  );
}

function isDocumented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && doc.comment !== undefined);
}

function hasDefault(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName, comment }) => tagName.text === 'default' && comment !== undefined);
}
