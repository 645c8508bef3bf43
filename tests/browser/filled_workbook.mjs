// Opens an Excel file, and fills cells of it as a person would: texts are put into its first sheet, and all is
// packed again.
import zlib, {inflateRawSync} from 'node:zlib';

// The files a workbook holds: {name, content}.
export function unpacked(bytes) {
  const files = [];
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength, extra, comment, begin] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const data = begin + 30 + bytes.readUInt16LE(begin + 26) + bytes.readUInt16LE(begin + 28);
    const packed = bytes.subarray(data, data + size);
    files.push({name, content: method === 0 ? packed : inflateRawSync(packed)});
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

function packed(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const {name, content} of files) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc(content), 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(head, Buffer.from(name), content);
    directory.push(entry, Buffer.from(name));
    at += head.length + Buffer.byteLength(name) + content.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

// Node has crc32 from 22.2 on.
function crc(content) {
  if (zlib.crc32) return zlib.crc32(content);
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return (sum ^ 0xffffffff) >>> 0;
}

// {F7: '12件'} into cells that are empty so far.
export function filled(bytes, cells) {
  const files = unpacked(bytes);
  const page = files.find((file) => file.name === 'xl/worksheets/sheet1.xml');
  let xml = page.content.toString('utf8');
  for (const [address, text] of Object.entries(cells)) {
    const empty = new RegExp(`<c r="${address}"([^>]*)/>`);
    if (!empty.test(xml)) throw new Error(`${address} is not empty`);
    xml = xml.replace(empty, `<c r="${address}"$1 t="inlineStr"><is><t>${text}</t></is></c>`);
  }
  page.content = Buffer.from(xml);
  return packed(files);
}

// A form as an office makes it: one line of cells with these texts.
export function ownForm(cells) {
  const letters = 'ABCDEFGH';
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const written = cells.map((text, i) => `<c r="${letters[i]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="様式" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${written}</row></sheetData></worksheet>`,
  };
  return packed(Object.entries(parts).map(([name, text]) => ({name, content: Buffer.from(head + text)})));
}
