// Starts pdftotext or pdftocairo with the PDF as its input, takes what it says, and ends it when it
// takes too long or says too much.
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <semaphore>

#include "base/child_process.h"
#include "sheet/pdf_words.h"

namespace sheet {

namespace {

using Clock = std::chrono::steady_clock;

// The PDF as a file that has no name and nobody else can open.
std::optional<base::Descriptor> nameless_file(std::string_view bytes) {
  base::Descriptor file(::memfd_create("pdf", MFD_CLOEXEC));
  if (file.get() < 0) return std::nullopt;
  while (!bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return std::nullopt;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return std::nullopt;
  return file;
}

// Between fork and exec only what is safe there.
[[noreturn]] void become_child(char* const* words, int in, int out, int nowhere,
                               std::uint64_t memory_max, rlim_t seconds_max) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  const auto limit = [](__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(what, &both);
  };
  limit(RLIMIT_AS, memory_max);
  limit(RLIMIT_CPU, seconds_max);
  limit(RLIMIT_NOFILE, 32);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  // Where the system lets us: no network at all. Neither program asks for one.
  static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
  if (::chdir("/") != 0) ::_exit(127);
  char* const nothing[] = {nullptr};
  ::execve(words[0], words, nothing);
  ::_exit(127);
}

enum class Listened { to_the_end, too_long, too_much, broken };

Listened listen(const base::Descriptor& from, Clock::time_point until, std::size_t most,
                std::string& answer) {
  std::array<char, 65536> piece;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return Listened::too_long;
    pollfd waiting{from.get(), POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready == 0) return Listened::too_long;
    if (ready < 0 && errno != EINTR) return Listened::broken;
    if (ready < 0) continue;
    const auto got = ::read(from.get(), piece.data(), piece.size());
    if (got == 0) return Listened::to_the_end;
    if (got < 0 && errno != EINTR) return Listened::broken;
    if (got > 0) answer.append(piece.data(), static_cast<std::size_t>(got));
    if (answer.size() > most) return Listened::too_much;
  }
}

// So many PDFs are read at once, however many ask: memory and processors stay for the pages.
constexpr std::ptrdiff_t kAtOnce = 2;
std::counting_semaphore<kAtOnce> places(kAtOnce);

struct Place {
  ~Place() { places.release(); }
};

std::unexpected<base::Refusal> too_slow(const PdfReader& reader) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(reader.time_max).count();
  return base::refuse(pdf_too_slow, {{"seconds", std::to_string(seconds)}});
}

enum class Asked { answered, not_started, too_slow, too_much, failed };

struct Answer {
  Asked asked = Asked::not_started;
  std::string text;
  std::optional<int> code;
};

Answer ask(std::vector<std::string> words, std::string_view bytes, const PdfReader& reader) {
  const auto until = Clock::now() + reader.time_max;
  Answer answer;
  if (::access(words.front().c_str(), X_OK) != 0) return answer;
  if (!places.try_acquire_until(until)) return {Asked::too_slow, {}, {}};
  const Place place;
  const auto file = nameless_file(bytes);
  auto answers = base::open_pipe();
  if (!file || !answers) return answer;
  const base::Descriptor nowhere(::open("/dev/null", O_RDWR | O_CLOEXEC));
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const auto seconds =
      static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(reader.time_max).count());
  const pid_t id = ::fork();
  if (id < 0) return answer;
  if (id == 0) {
    become_child(pointers.data(), file->get(), answers->in.get(), nowhere.get(), reader.memory_max,
                 seconds);
  }
  base::Child child(id);
  answers->in.close();
  const Listened listened = listen(answers->out, until, reader.answer_max, answer.text);
  if (listened == Listened::too_long) return {Asked::too_slow, {}, {}};
  if (listened == Listened::too_much) return {Asked::too_much, {}, {}};
  answer.code = child.wait();
  const bool whole = listened == Listened::to_the_end && answer.code == 0;
  answer.asked = whole ? Asked::answered : Asked::failed;
  return answer;
}

}  // namespace

base::Result<std::vector<PdfPage>> read_pdf_words(std::string_view bytes, const PdfReader& reader) {
  Answer answer = ask({reader.program, "-q", "-bbox-layout", "-enc", "UTF-8", "-l",
                       std::to_string(reader.pages_max + 1), "-", "-"},
                      bytes, reader);
  constexpr int kCopyingForbidden = 3;
  switch (answer.asked) {
    case Asked::answered:
      return read_bbox(std::move(answer.text), reader);
    case Asked::not_started:
      return base::refuse(pdf_reader_missing);
    case Asked::too_slow:
      return too_slow(reader);
    case Asked::too_much:
      return base::refuse(cells_too_many,
                          {{"table", "PDF"}, {"cells_max", std::to_string(reader.words_max)}});
    case Asked::failed:
      break;
  }
  if (answer.code == kCopyingForbidden) return base::refuse(pdf_is_encrypted);
  return base::refuse(bytes.contains("/Encrypt") ? pdf_is_encrypted : pdf_broken);
}

bool add_pdf_rulings(std::string_view bytes, std::vector<PdfPage>& pages, const PdfReader& reader) {
  // What is drawn beyond the size of the first page of an answer is lost: a cover on A4 would cut
  // the tables on A3 behind it.
  constexpr int kAnswersMax = 20;
  const auto until = std::chrono::steady_clock::now() + reader.time_max;
  int answers = 0;
  for (std::size_t begin = 0; begin < pages.size();) {
    std::size_t end = begin + 1;
    while (end < pages.size() && pages[end].width == pages[begin].width &&
           pages[end].height == pages[begin].height)
      ++end;
    if (++answers > kAnswersMax || std::chrono::steady_clock::now() > until) return false;
    const Answer answer = ask({reader.drawing_program, "-q", "-svg", "-f",
                               std::to_string(begin + 1), "-l", std::to_string(end), "-", "-"},
                              bytes, reader);
    if (answer.asked != Asked::answered) return false;
    auto drawings = read_svg_drawings(answer.text, reader);
    // A page that is missing would give its lines to the next.
    if (drawings.size() != end - begin) return false;
    for (std::size_t i = begin; i < end; ++i) {
      pages[i].rulings = std::move(drawings[i - begin].rulings);
      pages[i].shades = std::move(drawings[i - begin].shades);
    }
    begin = end;
  }
  return true;
}

}  // namespace sheet
