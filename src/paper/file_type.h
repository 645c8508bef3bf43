// Which files are taken, and how they are told apart: by the ending of the name and by what the
// bytes themselves are, which have to agree. Nothing is opened or run; of an Office file the list
// of its parts is read, no part is unpacked.
//
// Taken is what officers attach and every desk can open without a program of the sender: PDF,
// pictures (PNG, JPEG), Excel, Word and PowerPoint without macros, CSV, plain text. Not taken: old
// Office files (they may hold macros that nobody sees), archives, web pages, SVG (they run in a
// browser), WebP and HEIC (many desks cannot open them).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"

namespace paper {

inline constexpr std::size_t kFileBytesMax = 20 * 1024 * 1024;

// In the order in which the rules check.
inline constexpr base::RefusalKind name_missing{"paper.name_missing", 400};
inline constexpr base::RefusalKind name_unfit{"paper.name_unfit", 400};
inline constexpr base::RefusalKind name_too_long{"paper.name_too_long", 400};
inline constexpr base::RefusalKind ending_not_taken{"paper.ending_not_taken", 400};
inline constexpr base::RefusalKind file_empty{"paper.file_empty", 400};
inline constexpr base::RefusalKind file_too_large{"paper.file_too_large", 400};
inline constexpr base::RefusalKind locked_or_old{"paper.locked_or_old", 400};
inline constexpr base::RefusalKind content_differs{"paper.content_differs", 400};
inline constexpr base::RefusalKind office_broken{"paper.office_broken", 400};
inline constexpr base::RefusalKind office_too_large{"paper.office_too_large", 400};
inline constexpr base::RefusalKind holds_macros{"paper.holds_macros", 400};
inline constexpr base::RefusalKind text_unreadable{"paper.text_unreadable", 400};

inline constexpr std::size_t kNameCharactersMax = 200;
inline constexpr std::size_t kOfficePartsMax = 5'000;
inline constexpr std::size_t kOfficeUnpackedMax = 400 * 1024 * 1024;

enum class FileType { pdf, png, jpeg, xlsx, docx, pptx, csv, text };
inline constexpr std::array kFileTypes = {FileType::pdf,  FileType::png,  FileType::jpeg,
                                          FileType::xlsx, FileType::docx, FileType::pptx,
                                          FileType::csv,  FileType::text};

std::string_view ending_of(FileType type);      // "pdf"
std::string_view media_type_of(FileType type);  // "application/pdf"
std::string endings_taken();                    // "pdf, png, jpg, …" for sentences
std::string endings_accepted();                 // ".pdf,.png,.jpg,…" for the field of a form

// Refusals: all of the above, each with the name of the file.
base::Result<FileType> recognise(std::string_view name, std::string_view bytes);

// The value of Content-Disposition for a name as it was given (RFC 8187): old programs get
// paper-<number> with the ending. Whatever the name holds, the header stays one line of ASCII.
std::string content_disposition(std::string_view name, std::int64_t paper);

}  // namespace paper
