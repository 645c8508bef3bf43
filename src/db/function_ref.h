// A borrowed callable: what db hands to its engines so that a closure crosses a virtual call
// without being copied or allocated. It must not outlive the call it is an argument of.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace db {

template <class Signature>
class FunctionRef;

template <class Answer, class... Args>
class FunctionRef<Answer(Args...)> {
 public:
  template <class Callable>
    requires(!std::is_same_v<std::remove_cvref_t<Callable>, FunctionRef>)
  FunctionRef(Callable&& callable)
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
        call_([](void* object, Args... args) -> Answer {
          return (*static_cast<std::remove_reference_t<Callable>*>(object))(
              std::forward<Args>(args)...);
        }) {}

  Answer operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  Answer (*call_)(void*, Args...);
};

}  // namespace db
