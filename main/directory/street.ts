const NUMBER = String.raw`[0-9]+[a-zđ]?(?:[/+.-][0-9]+[a-zđ]?)*`;
const HOUSE = new RegExp(String.raw`^(?:(?:số(?: nhà)?|km|ngõ|ngách|hẻm|kiệt|đối diện|cạnh|gần)\s+)*${NUMBER}(?=\s)\s+`, 'iu');
/** "Phố Huế" is a name, "phố Hàng Bông" a name with its kind. */
const ROAD = /^(?:[đĐ]ường|phố)\s+(?=\p{Lu})/u;

/** The street of an address: its first part without the house ("Ngõ 12 Xuân Thủy, phường Dịch Vọng" -> "Xuân Thủy"); '': none. */
export function streetOf(address: string): string {
  let street = address.split(',', 1)[0]?.trim() ?? '';
  for (let before = ''; before !== street; ) {
    before = street;
    street = street.replace(HOUSE, '').replace(ROAD, '').trim();
  }
  return /\p{L}/u.test(street) ? street : '';
}
