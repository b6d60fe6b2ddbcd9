/** The chapter on parameters, made from their own descriptions: `npx vitest run test/unit/docs -u` writes it anew. */
import { type Parameter, swarmParameters } from '../../src/particles/parameters/index.ts';

const HEAD = `# Parameters

Every live parameter of a swarm. Assign to \`swarm.parameters\` at any time; it acts from the next step on. What is assigned as a whole, a preset for example, changes what it names.

Numbers out of range are clamped, with one warning; NaN, other types and unknown names throw. In code, \`swarmParameters\` is this table.
`;

export function parameterChapter(): string {
  const parameters = Object.entries<Parameter>(swarmParameters);
  const groups = [...new Set(parameters.map(([, { group }]) => group))];
  const sections = groups.map(group => {
    const rows = parameters
      .filter(([, parameter]) => parameter.group === group)
      .map(([name, parameter]) => `| \`${name}\` | ${rangeOf(parameter)} | ${parameter.help} |`);
    return `\n## ${group}\n\n| name | default and range | |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return HEAD + sections.join('');
}

function rangeOf(parameter: Parameter): string {
  if (parameter.kind === 'color') return `\`${parameter.default}\``;
  if (parameter.kind === 'choice') {
    const others = parameter.options.filter(option => option !== parameter.default);
    return `**\`${parameter.default}\`**, ${others.map(option => `\`${option}\``).join(', ')}`;
  }
  const { default: start, min, max, unit } = parameter;
  return `**${start}**, ${min} to ${max}${unit ? ` ${unit}` : ''}`.replaceAll('-', '−');
}
