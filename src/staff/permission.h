// The one permission table: which post may do what, and how far it reaches. Pages show it, services
// and buttons ask it, the tests of routes are generated from it. What is not in the table nobody
// may do.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/result.h"
#include "staff/post.h"

namespace staff {

// What one may do. The word of each is staff.deed_<code>.
enum class Deed {
  use_own_account,  // password, second factor, sessions, own actions
  read_work,        // records, figures and their drill-down
  write_records,    // add, correct, take back
  confirm_records,
  define_figures,  // install definitions, set marks
  close_year,      // close and reopen: binds two persons
  read_people,     // who holds which post
  manage_people,   // accounts, invitations, locks
  give_posts,      // posts, deputies, units, the transfer of 1 April
  read_history,    // 証跡
  mark_history,    // 確認済み
  erase_history,   // 保存年限を過ぎた内容の消去: binds two persons
  use_papers,      // 書類を見る・添える
  edit_plan,       // 計画案を書く
  comment_plan,    // 計画案に意見を書く
  adopt_plan,      // 計画を決める: binds two persons
  run_data_call,   // 照会を出す・締める
  answer_data_call,
  confirm_answer,      // 所属長の確認: binds two persons
  check_answer,        // 計画担当の点検
  approve_value,       // 公表の承認: binds two persons
  propose_rating,      // 達成度の案
  decide_rating,       // 達成度を決める: binds two persons
  draft_approval,      // 起案
  sign_approval,       // 合議・決裁
  write_next_action,   // 今後の方向
  read_businesses,     // 事業者台帳を見る
  write_businesses,    // 事業者台帳に書く
  hold_consultation,   // 相談を受け、記録する
  read_consultations,  // 相談の記録と相談者を見る
  read_secret_notes,   // 秘とされた相談内容を見る
  release_figures,     // 実績値の公表・取り下げ
  import_tables,       // 他の表の取込・取消し
  publish_editions,    // 公表版を出す・正誤を出す
};

inline constexpr std::array kDeeds = {
    Deed::use_own_account,   Deed::read_work,          Deed::write_records,
    Deed::confirm_records,   Deed::define_figures,     Deed::close_year,
    Deed::read_people,       Deed::manage_people,      Deed::give_posts,
    Deed::read_history,      Deed::mark_history,       Deed::use_papers,
    Deed::edit_plan,         Deed::comment_plan,       Deed::adopt_plan,
    Deed::run_data_call,     Deed::answer_data_call,   Deed::confirm_answer,
    Deed::check_answer,      Deed::approve_value,      Deed::propose_rating,
    Deed::decide_rating,     Deed::draft_approval,     Deed::sign_approval,
    Deed::write_next_action, Deed::read_businesses,    Deed::write_businesses,
    Deed::hold_consultation, Deed::read_consultations, Deed::read_secret_notes,
    Deed::release_figures,   Deed::import_tables,      Deed::publish_editions};

std::string_view code_of(Deed deed);

// How far a post reaches: nowhere, the work of the own body, the whole municipality.
enum class Reach { none, own_body, municipality };

Reach reach(Post post, Deed deed);
// Two different persons have to sign, whatever their posts.
bool needs_two(Deed deed);

inline constexpr base::RefusalKind not_permitted{"staff.not_permitted", 403};
inline constexpr base::RefusalKind no_post_today{"staff.no_post_today", 403};

// Somebody who has signed in: the person and the posts held today.
struct Who {
  std::string municipality;
  std::int64_t person = 0;
  std::string login;
  std::string name;
  std::string body;
  bool practice = false;
  std::vector<PostHeld> posts = {};
  std::string origin = {};  // from where the request comes, for history
};

// Where a deed would be done: in the municipality, about work of `body` (empty: of no body in
// particular, which only a reach over the municipality covers).
struct Place {
  std::string_view municipality;
  std::string_view body;
};

// The actor in the post that permits the deed there, the one that reaches no further than needed
// first. Refusals: no_post_today, not_permitted (with the posts that may).
base::Result<base::Actor> permitted(const Who& who, Deed deed, const Place& place);
// Whether a button is shown.
bool may(const Who& who, Deed deed, const Place& place);

inline constexpr base::RefusalKind post_not_in_table{"staff.post_not_in_table", 403};
inline constexpr base::RefusalKind post_may_not{"staff.post_may_not", 403};

// The same table for services, asked about the post somebody acts in already. The program itself
// may do everything. Refusals: post_not_in_table, post_may_not.
base::Result<void> permits(const base::Actor& actor, Deed deed, const Place& place);

}  // namespace staff
