// Signing in and out, and setting a password by the link of an invitation: the pages of people of
// whom the program does not know yet who they are.
#pragma once

#include "http/http.h"
#include "staff/staff_page.h"

namespace staff::web {

http::Response get_sign_in(const Desk& desk, const http::Request& request);    // /sign-in
http::Response post_sign_in(const Desk& desk, const http::Request& request);   // /sign-in
http::Response get_code(const Desk& desk, const http::Request& request);       // /sign-in/code
http::Response post_code(const Desk& desk, const http::Request& request);      // /sign-in/code
http::Response post_sign_out(const Desk& desk, const http::Request& request);  // /sign-out
http::Response get_invitation(const Desk& desk,
                              const http::Request& request);  // /invitation/{secret}
http::Response post_invitation(const Desk& desk, const http::Request& request);

// A form was sent and nobody is signed in any more: signing in, with all that was typed.
http::Response sign_in_again(const Desk& desk, const http::Request& request,
                             const base::Refusal& refusal);

}  // namespace staff::web
