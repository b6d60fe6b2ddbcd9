/**
 * The words of a text, as text encoders count them: lower case, without marks; each digit and each Chinese character is
 * a word of its own. 'Blue-haired girl, 7岁' → blue, haired, girl, 7, 岁.
 */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|\p{Nd}|[\p{L}\p{M}]+/gu) ?? [];
}
