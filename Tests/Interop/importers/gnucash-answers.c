/* Answers the windows that GnuCash opens while it imports OFX files: which files, which account, and "OK"; then saves
   the book and ends the program. It is loaded before GnuCash's own libraries (LD_PRELOAD), and everything else in the
   run is GnuCash itself. The files are in OFX_FILES, one a line. Each account is named by its online id. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct List {
  void *data;
  struct List *next;
} List;

/* A function of GnuCash or GTK by its name: nothing of theirs is needed to compile this file. */
#define CALL(result, name, ...) ((result(*)(__VA_ARGS__))dlsym(RTLD_DEFAULT, #name))

/* How many lists of found transactions are still open. */
static int open_lists = 0;

List *gnc_file_dialog_multi(void *parent, const char *title, void *filters, const char *folder, int kind) {
  char *files = strdup(getenv("OFX_FILES"));
  List *list = NULL;
  for (char *file = strtok(files, "\n"); file; file = strtok(NULL, "\n"))
    list = CALL(List *, g_slist_append, List *, void *)(list, CALL(char *, g_strdup, const char *)(file));
  return list;
}

static void *account_named(const char *name, void *root) {
  for (List *one = CALL(List *, gnc_account_get_descendants_sorted, void *)(root); one; one = one->next) {
    const char *found = CALL(const char *, xaccAccountGetName, void *)(one->data);
    if (found && !strcmp(found, name)) return one->data;
  }
  return NULL;
}

void *gnc_import_select_account(void *parent, const char *id, int makes_one, const char *description, void *commodity,
                                int type, void *selection, int *is_ok) {
  if (is_ok) *is_ok = 1;
  void *root = CALL(void *, gnc_get_current_root_account, void)();
  void *account = account_named(id, root);
  if (account || !makes_one) return account;
  account = CALL(void *, xaccMallocAccount, void *)(CALL(void *, gnc_get_current_book, void)());
  CALL(void, xaccAccountBeginEdit, void *)(account);
  CALL(void, xaccAccountSetName, void *, const char *)(account, id);
  CALL(void, xaccAccountSetType, void *, int)(account, type);
  CALL(void, xaccAccountSetCommodity, void *, void *)(account, commodity);
  CALL(void, gnc_account_append_child, void *, void *)(root, account);
  CALL(void, xaccAccountCommitEdit, void *)(account);
  CALL(void, gnc_import_set_acc_online_id, void *, const char *)(account, id);
  return account;
}

/* It asks whether to show the reconcile window, and says that everything was there before. */
int gnc_verify_dialog(void *parent, int is_yes, const char *format, ...) { return 0; }
void gnc_info_dialog(void *parent, const char *format, ...) {}

static void find_button(void *widget, void *found) {
  const char *name = CALL(const char *, gtk_buildable_get_name, void *)(widget);
  if (name && !strcmp(name, "matcher_ok")) {
    *(void **)found = widget;
    return;
  }
  unsigned long container = CALL(unsigned long, gtk_container_get_type, void)();
  if (CALL(int, g_type_check_instance_is_a, void *, unsigned long)(widget, container))
    CALL(void, gtk_container_forall, void *, void (*)(void *, void *), void *)(widget, find_button, found);
}

static int accept_list(void *list) {
  void *button = NULL;
  find_button(CALL(void *, gnc_gen_trans_list_widget, void *)(list), &button);
  if (!button) _exit(3);
  CALL(void, gtk_button_clicked, void *)(button);
  open_lists -= 1;
  return 0;
}

void gnc_gen_trans_list_show_all(void *list) {
  ((void (*)(void *))dlsym(RTLD_NEXT, "gnc_gen_trans_list_show_all"))(list);
  open_lists += 1;
  /* The caller goes on with the list, so the button is pressed when it is done. */
  CALL(unsigned, g_idle_add, int (*)(void *), void *)(accept_list, list);
}

static int save_when_done(void *data) {
  static int quiet = 0;
  quiet = open_lists ? 0 : quiet + 1;
  if (quiet < 5) return 1;
  void *session = CALL(void *, gnc_get_current_session, void)();
  CALL(void, qof_session_save, void *, void *)(session, NULL);
  CALL(void, qof_session_end, void *)(session);
  _exit(0);
}

static int import_files(void *data) {
  CALL(void, gnc_file_ofx_import, void *)(CALL(void *, gnc_ui_get_main_window, void *)(NULL));
  CALL(unsigned, g_timeout_add, unsigned, int (*)(void *), void *)(100, save_when_done, NULL);
  return 0;
}

void gtk_main(void) {
  static int level = 0;
  if (level++ == 0) CALL(unsigned, g_timeout_add, unsigned, int (*)(void *), void *)(200, import_files, NULL);
  ((void (*)(void))dlsym(RTLD_NEXT, "gtk_main"))();
  level -= 1;
}
