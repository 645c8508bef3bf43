// 一件ずつの仕事: every 件 and every 者 of the town's work as the fact that somebody enters, with
// the day it happened on, the day it is entered, and the door it comes in by. Work is spread as
// such work is: the desk on weekdays, fairs on weekends, grants towards the end of the year; a few
// are entered late, and a few wrongly at first.
#pragma once

#include <vector>

#include "record/record.h"
#include "town/draw.h"
#include "town/loan.h"
#include "town/wanted.h"

namespace town {

// desk: the advice desk (相談); diary: 実績日誌, for what has no procedure; procedure: the record a
// procedure of its own will write one day (貸付, 補助金).
enum class Door { desk, diary, procedure };
Door door_of(std::string_view kind);

struct Piece {
  record::Facts facts;  // its business is a place in the town's list, from 1
  base::Date entered{2011, 4, 1};
  Door door = Door::procedure;
  bool slip = false;  // entered wrongly first, corrected some days later
};

// Businesses of the town, from which clients and recipients are drawn.
inline constexpr int kBusinesses = 900;

std::vector<Piece> pieces_of(const Work& work, Draw draw);

// 貸付実行 of these fiscal years, and what is paid of the interest of all loans, each with its
// working (計算書) as its note.
std::vector<Piece> pieces_of(const std::vector<Loan>& loans, const std::vector<int>& years,
                             std::string_view programme, Draw draw);

// What a slip looks like: the same fact with another number or way.
record::Facts slipped(const record::Facts& facts);

}  // namespace town
