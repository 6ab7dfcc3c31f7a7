// The calendar of a date field opens a tenth of a second after the field has the focus. Who has gone on by then, with Tab
// or to the next date, would find it over the rest of the form, where only a click elsewhere closes it.
window.jQuery.fn.datetimepicker.defaults.onShow = (_moment, input) => input[0] === document.activeElement;

document.addEventListener(
  "keydown",
  (event) => {
    const calendar = window.jQuery(event.target).data("xdsoft_datetimepicker");
    if (event.key !== "Escape" || !calendar?.is(":visible")) return;
    calendar.trigger("close.xdsoft");
    // A dialog that the field is in stays open.
    event.stopPropagation();
  },
  { capture: true },
);
