(function(){
var all=function(item){return document.querySelectorAll(".m."+item)},
light=function(item,on){if(!item)return;all(item).forEach(function(m){m.classList.toggle("on",on)});
var it=document.getElementById(item);if(it)it.classList.toggle("on",on)},
of=function(e){var at=e.target.closest&&e.target.closest("[data-item]");return at&&at.dataset.item};
["mouseover","focusin"].forEach(function(n){addEventListener(n,function(e){light(of(e),true)})});
["mouseout","focusout"].forEach(function(n){addEventListener(n,function(e){light(of(e),false)})});
var near=function(m){var pane=m.closest(".pane");
for(var up=m;up;up=up.parentElement)if(up.tagName==="DETAILS")up.open=true;
if(pane&&pane.scrollHeight>pane.clientHeight){var d=m.getBoundingClientRect().top-pane.getBoundingClientRect().top;
pane.scrollTop+=d-pane.clientHeight/3}};
var chosen;
var come=function(){if(chosen){all(chosen).forEach(function(m){m.classList.remove("at")});chosen=0}
var id=decodeURIComponent(location.hash.slice(1));if(!/^[ix]\d+(-\d+-\d+)?$/.test(id))return;
var item=chosen=id.split("-")[0],seen=[];
all(item).forEach(function(m){m.classList.add("at");var pane=m.closest(".pane");if(m.id!==id&&seen.indexOf(pane)<0&&!(id!==item&&pane.contains(document.getElementById(id)))){seen.push(pane);near(m)}});
if(id!==item){var m=document.getElementById(id),it=document.getElementById(item);if(m)near(m);
if(it&&matchMedia("(min-width:1080px)").matches){var box=it.getBoundingClientRect();if(box.bottom<0||box.top>innerHeight)it.scrollIntoView({block:"center"})}}};
addEventListener("hashchange",come);if(location.hash)come();
addEventListener("beforeprint",function(){document.querySelectorAll("details").forEach(function(d){d.open=true})});
})();
